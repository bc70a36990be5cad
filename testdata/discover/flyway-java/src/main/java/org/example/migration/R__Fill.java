package org.example.migration;
public class R__Fill extends BaseJavaMigration {}
