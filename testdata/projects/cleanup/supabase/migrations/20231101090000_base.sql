CREATE TABLE public.workspaces (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
);
ALTER TABLE public.workspaces ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspaces_read ON public.workspaces FOR SELECT USING (true);

CREATE TABLE public.agents (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id bigint NOT NULL REFERENCES public.workspaces (id),
    name text NOT NULL
);
CREATE INDEX agents_workspace_idx ON public.agents (workspace_id);
ALTER TABLE public.agents ENABLE ROW LEVEL SECURITY;
CREATE POLICY agents_read ON public.agents FOR SELECT USING (true);

CREATE TABLE public.agent_recommendations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agent_id bigint NOT NULL REFERENCES public.agents (id),
    body text NOT NULL
);
CREATE INDEX agent_recommendations_agent_idx ON public.agent_recommendations (agent_id);
ALTER TABLE public.agent_recommendations ENABLE ROW LEVEL SECURITY;
CREATE POLICY agent_recommendations_read ON public.agent_recommendations FOR SELECT USING (true);

CREATE TABLE public.report_drafts (id bigint PRIMARY KEY, body text);
CREATE TABLE public.widget_layouts (id bigint PRIMARY KEY, body text);
CREATE TABLE public.session_notes (id bigint PRIMARY KEY, body text);
CREATE TABLE public.feature_votes (id bigint PRIMARY KEY, body text);
