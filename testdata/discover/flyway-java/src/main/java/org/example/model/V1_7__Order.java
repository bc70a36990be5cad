package org.example.model;
public record V1_7__Order(long id) {}
