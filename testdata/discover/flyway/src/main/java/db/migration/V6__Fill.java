package db.migration;
public class V6__Fill extends BaseJavaMigration {}
