-- Written by a program: generated, do not edit.
CREATE TABLE parcels (id bigint PRIMARY KEY);
