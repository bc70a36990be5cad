export const RECENT = "SELECT body, source FROM agent_recommendations WHERE workspace_id = $1";
