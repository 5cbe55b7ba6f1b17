package stores.postgresql;

import domain.backup.Place;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.release.Changes;
import domain.run.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import secrets.Secrets;

/**
 * Databases that runs make, exchange and remove. Each carries a mark as its comment:
 * whose it is, what for, until when. Without a mark of the right run nothing is touched.
 */
final class Databases {

	static final String RESTORED = "_restored_";

	private static final int LONGEST = 63;

	private static final int SHORT = 8;

	private static final String COPY_GRANTS = """
			SELECT format('GRANT %s ON DATABASE %I TO %s', grants.privilege_type, ?::text,
			  CASE WHEN grants.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grants.grantee)) END)
			FROM pg_database d, aclexplode(d.datacl) grants WHERE d.datname = ?
			""";

	private static final String COPY_SETTINGS = """
			SELECT CASE WHEN s.setrole = 0 THEN format('ALTER DATABASE %I SET %I TO %L', ?::text, split_part(c, '=', 1),
			    substr(c, strpos(c, '=') + 1))
			  ELSE format('ALTER ROLE %I IN DATABASE %I SET %I TO %L', pg_get_userbyid(s.setrole), ?::text,
			    split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)) END
			FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) c
			WHERE d.datname = ?
			""";

	private final Secrets secrets;

	Databases(Secrets secrets) {
		this.secrets = secrets;
	}

	/** The name is the same in every attempt of a run. */
	static Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
		String middle = switch (purpose) {
			case SAFETY -> "_before_";
			case DRILL -> "_drill_";
			case RESTORED, LIVE -> RESTORED;
		};
		String run = runId.replaceAll("[^A-Za-z0-9]", "");
		String ending = middle + run.substring(0, Math.min(SHORT, run.length()));
		String database = source.store().database();
		String name = database.substring(0, Math.min(database.length(), LONGEST - ending.length())) + ending;
		return new Place(name, purpose, runId, expires);
	}

	/** Whether this run has filled it already, from this backup. */
	boolean finished(RestoreRequest request) {
		return administering(request.source(),
				server -> server.mark(request.place().name())
					.filter(mark -> mark.is(request) && request.backup().id().equals(mark.backup()))
					.isPresent());
	}

	/** Anew, as the one in use is, but empty. */
	void makeEmpty(RestoreRequest request) {
		Place place = request.place();
		String live = request.source().store().database();
		administering(request.source(), server -> {
			removeOwn(server, request);
			String like = server.exists(live) ? server.value("""
					SELECT format(' OWNER %I ENCODING %L LC_COLLATE %L LC_CTYPE %L', pg_get_userbyid(datdba),
					  pg_encoding_to_char(encoding), datcollate, datctype) FROM pg_database WHERE datname = ?
					""", live) : "";
			server.execute("CREATE DATABASE " + Administration.quoted(place.name()) + " TEMPLATE template0" + like);
			server.comment(place.name(), Mark.of(request, null).text());
			copyProperties(server, live, place.name());
			return null;
		});
	}

	/** A dump of one database holds neither its grants nor its settings. */
	private static void copyProperties(Administration server, String from, String to) throws SQLException {
		List<String> statements = new ArrayList<>(server.values(COPY_GRANTS, to, from));
		if (!statements.isEmpty()) {
			statements.addFirst("REVOKE ALL ON DATABASE " + Administration.quoted(to) + " FROM PUBLIC");
		}
		statements.addAll(server.values(COPY_SETTINGS, to, to, from));
		for (String statement : statements) {
			server.execute(statement);
		}
	}

	/** That it holds all of the backup. */
	void finish(RestoreRequest request) {
		administering(request.source(), server -> {
			server.comment(request.place().name(), Mark.of(request, request.backup().id()).text());
			return null;
		});
	}

	/** What is in use gets the name aside, the place its name: both or none. */
	Changes exchange(RestoreRequest request) {
		String live = request.source().store().database();
		return administering(request.source(), server -> {
			if (!server.exists(request.place().name())) {
				requireDone(server, request, live);
				return changes(live, request.aside().name(), request.backup().id());
			}
			boolean there = server.exists(live);
			String comment = there ? server.value(Administration.COMMENT, live) : null;
			server.cutOff(live, request.place().name());
			server.begin();
			if (there) {
				server.rename(live, request.aside().name());
				server.comment(request.aside().name(), Mark.of(request.source(), request.aside(), comment).text());
			}
			server.rename(request.place().name(), live);
			// Where nothing was in use, nothing aside can tell that this was done.
			server.comment(live, there ? comment : Mark.of(request.source(), inUse(request), null).text());
			server.commit();
			return changes(live, request.aside().name(), request.backup().id());
		});
	}

	private static void requireDone(Administration server, RestoreRequest request, String live) throws SQLException {
		if (server.mark(live).filter(mark -> mark.of(request.place().run())).isEmpty()) {
			requireMark(server, request, request.aside().name());
		}
	}

	private static Place inUse(RestoreRequest request) {
		return new Place(request.source().store().database(), Place.Purpose.LIVE, request.place().run(), null);
	}

	private static Changes changes(String live, String aside, String backup) {
		return new Changes(
				List.of(new Change("database " + live, "as it was, kept as " + aside, "from backup " + backup)));
	}

	/** The one aside gets its name back, and what was restored goes under its own. */
	Changes exchangeBack(RestoreRequest request) {
		String live = request.source().store().database();
		return administering(request.source(), server -> {
			Optional<Mark> aside = server.mark(request.aside().name()).filter(mark -> mark.of(request.run().runId()));
			if (aside.isEmpty()) {
				return new Changes(List.of());
			}
			server.cutOff(live, request.aside().name());
			server.begin();
			if (server.exists(live)) {
				server.rename(live, request.place().name());
				server.comment(request.place().name(), Mark.of(request, null).text());
			}
			server.rename(request.aside().name(), live);
			server.comment(live, aside.get().comment());
			server.commit();
			return new Changes(List.of(new Change("database " + live, "restored", "as it was before the restore")));
		});
	}

	/** Those that carry a mark of this system and this database. */
	List<Place> marked(Source source) {
		return administering(source, server -> {
			List<Place> places = new ArrayList<>();
			for (String name : server.values("""
					SELECT datname FROM pg_database
					WHERE shobj_description(oid, 'pg_database') LIKE 'holdfast %' ORDER BY 1
					""")) {
				server.mark(name)
					.filter(mark -> mark.isOf(source) && mark.purpose() != Place.Purpose.LIVE)
					.ifPresent(mark -> places.add(mark.place(name)));
			}
			return places;
		});
	}

	Changes drop(RestoreRequest request) {
		String name = request.place().name();
		return administering(request.source(), server -> {
			boolean removed = removeOwn(server, request);
			return new Changes(removed
					? List.of(new Change("database " + name, "made by this run or left over", "removed")) : List.of());
		});
	}

	private static boolean removeOwn(Administration server, RestoreRequest request) throws SQLException {
		String name = request.place().name();
		if (!server.exists(name)) {
			return false;
		}
		requireMark(server, request, name);
		server.execute("DROP DATABASE IF EXISTS " + Administration.quoted(name) + " WITH (FORCE)");
		return true;
	}

	private static void requireMark(Administration server, RestoreRequest request, String name) throws SQLException {
		Optional<Mark> mark = server.mark(name);
		if (mark.isEmpty() || !mark.get().of(request.place().run())) {
			throw new PermanentFailure(FailureKind.CONFLICT, Said.of(
					"database %s is not one that run %s has made (its comment does not say so): nothing is done to it. Look at it, and rename or remove it yourself.",
					"o banco %s não foi feito pela execução %s (o seu comentário não diz isso): nada é feito com ele. Veja o que é, e renomeie ou remova você mesmo.",
					name, request.place().run()));
		}
	}

	private <T> T administering(Source source, Work<T> work) {
		Server server = Server.restoring(source, secrets);
		try (Connection connection = server.administer()) {
			return work.on(new Administration(connection));
		}
		catch (SQLException refused) {
			throw server.failure(source.store().database(), refused);
		}
	}

	private interface Work<T> {

		T on(Administration server) throws SQLException;

	}

}
