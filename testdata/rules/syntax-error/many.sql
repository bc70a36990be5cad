SELEC 1; -- want syntax-error: "SELEC"
SELEC 2; -- want syntax-error: "SELEC"
SELEC 3; -- want syntax-error: "SELEC"
SELEC 4;
SELEC 5;
