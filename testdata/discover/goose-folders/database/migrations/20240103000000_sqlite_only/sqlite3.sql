-- +goose Up
VACUUM;
