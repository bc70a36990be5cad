package org.example.migration;
public class V1_5__MoveKeys extends BaseJavaMigration {}
