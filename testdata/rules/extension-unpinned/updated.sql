-- config: [rules.extension-unpinned]
-- config: severity = "advice"
ALTER EXTENSION postgis UPDATE TO '3.4.2'; -- want extension-unpinned: the update of `postgis` to version 3.4.2
