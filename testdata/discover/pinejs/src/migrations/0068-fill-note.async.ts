export default { asyncSql: "", syncSql: "" };
