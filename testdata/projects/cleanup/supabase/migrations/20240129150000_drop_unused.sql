-- irreversible: the rows come back from the backup alone.
SET lock_timeout = '2s';

DROP TABLE IF EXISTS public.report_drafts;
DROP TABLE IF EXISTS public.widget_layouts;
DROP TABLE IF EXISTS public.session_notes;
DROP TABLE IF EXISTS public.feature_votes;
