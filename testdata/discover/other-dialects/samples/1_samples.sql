CREATE TABLE samples (at DateTime64(9), value Array(Int8), more Array(Int8)) ENGINE = Log;
