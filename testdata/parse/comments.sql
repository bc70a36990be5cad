-- first
/* outer /* inner ; */ still ' */ CREATE /* x */ TABLE a (b int /* ; */); -- after
--
/**/
SELECT '-- not', $$ /* nor */ $$, "--x" FROM t--tight
; --> statement-breakpoint
SELECT 1 - -1, 2 --3
