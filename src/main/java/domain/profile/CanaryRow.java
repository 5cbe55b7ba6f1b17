package domain.profile;

/**
 * A table with the columns {@code name text primary key} and
 * {@code marked_at timestamptz}, or a collection of MongoDB, into which a row is written
 * before each backup; of a Redis a key, of a folder a file in it, that gets the moment:
 * the newest one in a restored copy proves what was not lost.
 *
 * @param table the table with its schema, for example {@code public.holdfast_canary}; the
 * collection with its database, for example {@code neural_hive.holdfast_canary}; the
 * beginning of the key (redis); the name of the file (files)
 * @param user user that may select, insert and update there, and nothing else; the
 * store's own when absent
 * @param password reference of that user's password
 */
public record CanaryRow(@Required String table, String user, String password) {

}
