-- Every object of the database but the system's own, temporary ones and members of extensions: what it is, and how it
-- is defined. Run with an empty search path, so that every name is written out.
WITH schemas AS (
  SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), members AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT c.*, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN schemas n ON n.oid = c.relnamespace
  WHERE c.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_class'::regclass)
), own_types AS (
  SELECT t.*, format('%I.%I', n.nspname, t.typname) AS name
  FROM pg_type t JOIN schemas n ON n.oid = t.typnamespace
  WHERE t.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_type'::regclass)
    AND t.typtype IN ('d', 'e', 'r', 'c', 'b') AND t.typcategory <> 'A'
    AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
), routines AS (
  SELECT p.*, p.oid::regprocedure::text AS name
  FROM pg_proc p JOIN schemas n ON n.oid = p.pronamespace
  WHERE p.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_proc'::regclass)
), rights AS (
  SELECT 'schema ' || quote_ident(nspname) AS object, coalesce(nspacl, acldefault('n', nspowner)) AS acl FROM schemas
  UNION ALL
  SELECT 'relation ' || name, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
  FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT format('column %s.%I', r.name, a.attname), a.attacl
  FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL
  SELECT 'routine ' || name, coalesce(proacl, acldefault('f', proowner)) FROM routines
  UNION ALL
  SELECT 'type ' || name, coalesce(typacl, acldefault('T', typowner)) FROM own_types
  UNION ALL
  SELECT format('default rights of %s in %s for %s', pg_get_userbyid(defaclrole),
      coalesce(defaclnamespace::regnamespace::text, 'the database'), defaclobjtype), defaclacl
  FROM pg_default_acl WHERE defaclacl <> '{}'
)
SELECT 'schema ' || quote_ident(nspname), 'owner ' || pg_get_userbyid(nspowner) FROM schemas
UNION ALL
SELECT 'extension ' || extname, 'in ' || extnamespace::regnamespace FROM pg_extension
UNION ALL
SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'table ' WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view '
    WHEN 'S' THEN 'sequence ' WHEN 'f' THEN 'foreign table ' ELSE 'composite type ' END || r.name,
  concat_ws('; ',
    'owner ' || pg_get_userbyid(relowner),
    CASE relpersistence WHEN 'u' THEN 'unlogged' END,
    'partitioned by ' || pg_get_partkeydef(r.oid),
    pg_get_expr(relpartbound, r.oid),
    (SELECT 'inherits ' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = r.oid),
    CASE WHEN relrowsecurity THEN 'row security' END,
    CASE WHEN relforcerowsecurity THEN 'forced row security' END,
    CASE WHEN relreplident <> 'd' AND relkind IN ('r', 'p') THEN 'replica identity ' || relreplident::text END,
    (SELECT 'with ' || string_agg(option, ', ' ORDER BY option) FROM unnest(reloptions) AS option),
    (SELECT 'access method ' || amname FROM pg_am WHERE oid = relam AND amname <> 'heap'),
    (SELECT 'tablespace ' || spcname FROM pg_tablespace WHERE oid = reltablespace),
    CASE WHEN relkind IN ('v', 'm') THEN 'as ' || pg_get_viewdef(r.oid) END,
    (SELECT format('%s start %s increment %s between %s and %s cache %s%s', seqtypid::regtype, seqstart, seqincrement, seqmin,
         seqmax, seqcache, CASE WHEN seqcycle THEN ' cycle' END) FROM pg_sequence WHERE seqrelid = r.oid),
    (SELECT format('owned by %s.%I', refobjid::regclass, attname)
     FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
     WHERE classid = 'pg_class'::regclass AND objid = r.oid AND deptype IN ('a', 'i') AND relkind = 'S' LIMIT 1))
FROM relations r WHERE relkind NOT IN ('i', 'I', 't')
UNION ALL
SELECT format('column %s.%I', r.name, a.attname),
  concat_ws(' ', format_type(atttypid, atttypmod),
    CASE WHEN attcollation <> typcollation THEN 'collate ' || attcollation::regcollation END,
    CASE WHEN attnotnull THEN 'not null' END,
    CASE attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
    CASE attgenerated WHEN '' THEN 'default ' ELSE 'generated ' END || pg_get_expr(adbin, adrelid),
    CASE WHEN attstorage <> typstorage THEN 'storage ' || attstorage::text END,
    CASE WHEN coalesce(attstattarget, -1) >= 0 THEN 'statistics ' || attstattarget::text END,
    'with ' || attoptions::text,
    CASE WHEN attinhcount > 0 THEN 'inherited' END,
    'at ' || row_number() OVER (PARTITION BY attrelid ORDER BY attnum))
FROM relations r
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
WHERE relkind IN ('r', 'p', 'f', 'c')
UNION ALL
SELECT 'constraint ' || quote_ident(conname) || ' on '
    || CASE WHEN conrelid <> 0 THEN conrelid::regclass::text ELSE contypid::regtype::text END,
  concat_ws(' ', pg_get_constraintdef(c.oid),
    CASE WHEN NOT convalidated THEN '(not validated)' END,
    CASE WHEN contype IN ('p', 'u', 'x') THEN 'by index ' || conindid::regclass END,
    CASE WHEN coninhcount > 0 THEN 'inherited' END)
FROM pg_constraint c JOIN schemas n ON n.oid = c.connamespace
WHERE contype <> 't' AND c.oid NOT IN (SELECT objid FROM members WHERE classid = 'pg_constraint'::regclass)
UNION ALL
SELECT 'index ' || r.name,
  concat_ws('; ', pg_get_indexdef(r.oid),
    CASE WHEN NOT indisvalid THEN 'invalid' END,
    CASE WHEN indisreplident THEN 'replica identity' END,
    CASE WHEN indisclustered THEN 'clustered' END,
    (SELECT 'attached to ' || inhparent::regclass FROM pg_inherits WHERE inhrelid = r.oid))
FROM relations r JOIN pg_index i ON i.indexrelid = r.oid
UNION ALL
SELECT format('trigger %I on %s', tgname, tgrelid::regclass), pg_get_triggerdef(t.oid) || '; enabled ' || tgenabled::text
FROM pg_trigger t JOIN relations r ON r.oid = t.tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT format('rule %I on %s', rulename, ev_class::regclass), pg_get_ruledef(w.oid) || '; enabled ' || ev_enabled::text
FROM pg_rewrite w JOIN relations r ON r.oid = w.ev_class WHERE rulename <> '_RETURN'
UNION ALL
SELECT format('policy %I on %s', polname, polrelid::regclass),
  concat_ws(' ', CASE WHEN NOT polpermissive THEN 'restrictive' END, 'for ' || polcmd::text,
    'to ' || (SELECT string_agg(CASE role WHEN 0 THEN 'public' ELSE pg_get_userbyid(role) END, ', ' ORDER BY role) FROM unnest(polroles) AS role),
    'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid))
FROM pg_policy p JOIN relations r ON r.oid = p.polrelid
UNION ALL
SELECT 'routine ' || name, 'owner ' || pg_get_userbyid(proowner) || '; '
  || CASE WHEN prokind = 'a' THEN 'aggregate returning ' || prorettype::regtype ELSE pg_get_functiondef(oid) END
FROM routines
UNION ALL
SELECT 'type ' || name,
  concat_ws(' ', 'owner ' || pg_get_userbyid(typowner) || ';',
    CASE WHEN typtype = 'd' THEN 'domain over ' || format_type(typbasetype, typtypmod) END,
    CASE WHEN typnotnull THEN 'not null' END,
    'default ' || typdefault,
    (SELECT 'enum ' || string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
    (SELECT 'range of ' || rngsubtype::regtype FROM pg_range WHERE rngtypid = t.oid))
FROM own_types t
UNION ALL
SELECT 'statistics ' || pg_identify_object.identity, pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext s, pg_identify_object('pg_statistic_ext'::regclass, s.oid, 0)
UNION ALL
SELECT 'event trigger ' || quote_ident(evtname), format('on %s %s execute %s; enabled %s', evtevent, evttags, evtfoid::regproc, evtenabled)
FROM pg_event_trigger
UNION ALL
SELECT 'publication ' || quote_ident(p.pubname),
  concat_ws(' ', CASE WHEN puballtables THEN 'all tables' END,
    (SELECT string_agg(format('%I.%I', schemaname, tablename), ', ' ORDER BY 1) FROM pg_publication_tables t WHERE t.pubname = p.pubname),
    'insert ' || pubinsert, 'update ' || pubupdate, 'delete ' || pubdelete, 'truncate ' || pubtruncate)
FROM pg_publication p
UNION ALL
SELECT 'foreign server ' || quote_ident(srvname), concat_ws(' ', fdwname, srvoptions::text)
FROM pg_foreign_server JOIN pg_foreign_data_wrapper w ON w.oid = srvfdw
UNION ALL
SELECT 'collation ' || format('%I.%I', n.nspname, collname), concat_ws(' ', collprovider, collcollate)
FROM pg_collation c JOIN schemas n ON n.oid = c.collnamespace
UNION ALL
SELECT 'rights to ' || object,
  (SELECT string_agg(right_of, ', ' ORDER BY right_of) FROM (
     SELECT format('%s %s%s', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END,
       string_agg(privilege_type, '+' ORDER BY privilege_type), CASE WHEN is_grantable THEN ' with grant option' END) AS right_of
     FROM aclexplode(acl) GROUP BY grantee, is_grantable) AS each)
FROM rights
UNION ALL
SELECT format('comment on %s %s', i.type, i.identity), d.description
FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
WHERE (i.schema IS NULL OR i.schema IN (SELECT nspname FROM schemas))
  AND d.classoid NOT IN ('pg_extension'::regclass, 'pg_am'::regclass, 'pg_language'::regclass)
  AND (d.classoid, d.objoid) NOT IN (SELECT classid, objid FROM members)
  AND (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND i.identity NOT LIKE 'pg\_%')
UNION ALL
SELECT i.type || ' ' || i.identity, ''
FROM (
  SELECT 'pg_operator'::regclass AS class, oid FROM pg_operator
  UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass
  UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily
  UNION ALL SELECT 'pg_cast'::regclass, oid FROM pg_cast
  UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config
  UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'pg_user_mapping'::regclass, oid FROM pg_user_mapping
) AS other, pg_identify_object(class, oid, 0) i
WHERE oid >= 16384 AND (class, oid) NOT IN (SELECT classid, objid FROM members)
