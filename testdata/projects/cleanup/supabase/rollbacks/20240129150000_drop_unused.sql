-- irreversible: the rows come back from the backup alone.
CREATE TABLE public.report_drafts (id bigint PRIMARY KEY, body text);
CREATE TABLE public.widget_layouts (id bigint PRIMARY KEY, body text);
CREATE TABLE public.session_notes (id bigint PRIMARY KEY, body text);
CREATE TABLE public.feature_votes (id bigint PRIMARY KEY, body text);
