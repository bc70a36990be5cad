-- Tables that are older than the history.
-- migration: 7_projects.sql
ALTER TABLE "ApiKey" DROP CONSTRAINT "ApiKey_orgId_fkey";
ALTER TABLE "Member" DROP CONSTRAINT "Member_orgId_fkey";
ALTER TABLE "Member" DROP CONSTRAINT "Member_userId_fkey"; -- want drop-constraint: removes the constraint `"Member_userId_fkey"`
ALTER TABLE "ApiKey" RENAME COLUMN "orgId" TO "projectId";
ALTER TABLE "Org" RENAME TO "Project";
ALTER TABLE "Member" RENAME TO "ProjectMember";
ALTER TABLE "ProjectMember" RENAME COLUMN "orgId" TO "projectId";
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" (id) NOT VALID;
ALTER TABLE "ProjectMember" ADD CONSTRAINT "ProjectMember_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" (id) NOT VALID;
