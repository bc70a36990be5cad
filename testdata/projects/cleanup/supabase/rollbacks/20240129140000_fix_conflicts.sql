DROP POLICY agent_recommendations_write ON public.agent_recommendations;
ALTER TABLE public.agent_recommendations DROP COLUMN confidence;
ALTER TABLE public.agent_recommendations DROP COLUMN source;
ALTER TABLE public.agent_recommendations DROP COLUMN workspace_id;
