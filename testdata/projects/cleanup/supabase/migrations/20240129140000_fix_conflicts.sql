SET lock_timeout = '2s';

ALTER TABLE public.agent_recommendations ADD COLUMN IF NOT EXISTS workspace_id bigint;
ALTER TABLE public.agent_recommendations ADD COLUMN IF NOT EXISTS source text DEFAULT 'agent';
ALTER TABLE public.agent_recommendations ADD COLUMN IF NOT EXISTS confidence numeric(3,2);

DROP POLICY IF EXISTS agent_recommendations_write ON public.agent_recommendations;
CREATE POLICY agent_recommendations_write ON public.agent_recommendations FOR INSERT WITH CHECK (true);

UPDATE public.agent_recommendations AS r
SET workspace_id = a.workspace_id
FROM public.agents AS a
WHERE a.id = r.agent_id AND r.workspace_id IS NULL;
