--
-- PostgreSQL database dump
--

CREATE TABLE public.orders (id bigint PRIMARY KEY);
