class V1 {}
