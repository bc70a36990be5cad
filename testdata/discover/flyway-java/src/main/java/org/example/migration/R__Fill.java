package org.example.migration;
