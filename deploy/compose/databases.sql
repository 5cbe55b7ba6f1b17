-- The database "holdfast" is made by the image: it is the ledger.
CREATE DATABASE temporal_temporal;
CREATE DATABASE temporal_visibility;
CREATE DATABASE agente_ia;
