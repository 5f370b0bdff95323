-- What was learnt from a publication's questions besides its calibration: four bytes a number, an article after the other.
-- Calibrations of before do not fit it; a node learns both again.

alter table publications add column classifier bytea;
