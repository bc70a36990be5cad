{{ if .Big }}
CREATE TABLE big (a int);
{{- else }}
CREATE TABLE small (a int);
{{ end }}
CREATE TABLE {{ if .A }}one{{ else }}two{{ end }} (
  {{ range .Columns }}
  a int,
  {{ end }}
  {{/* a comment */}}
  b int
);
{% if x %}
DROP TABLE {{ name }};
{% endif %}
{# note #}
CREATE TYPE /* TEMPLATE: schema */job_state AS ENUM ('a');
DROP TABLE "{{ index .Options "Namespace" }}".users;
