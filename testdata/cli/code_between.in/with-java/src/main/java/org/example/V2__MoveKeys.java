package org.example;
public class V2__MoveKeys extends BaseJavaMigration {}
