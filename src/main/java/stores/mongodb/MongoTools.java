package stores.mongodb;

import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import domain.profile.MongodbProfile;
import domain.profile.StoreProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import secrets.Secrets;
import stores.BadContent;
import stores.Machine;
import stores.MarkedPlaces;
import stores.Progress;

/**
 * {@code mongodump} and {@code mongorestore}, run where the database is. The password
 * goes into a file for their owner only, which is gone afterwards: arguments are seen by
 * everybody there.
 */
final class MongoTools {

	private final Machine machine;

	private final Source source;

	private final Secrets secrets;

	private final Progress progress;

	private final MarkedPlaces files;

	MongoTools(Machine machine, Source source, Secrets secrets, Progress progress) {
		this.machine = machine;
		this.source = source;
		this.secrets = secrets;
		this.progress = progress;
		this.files = new MarkedPlaces(machine, base(source));
	}

	/** What the files of a store are called where the tools run. */
	static String base(Source source) {
		return profile(source).folder() + "/mongodb-" + source.system() + "-" + source.name();
	}

	static MongodbProfile profile(Source source) {
		return source.asked().mongodb() == null ? new MongodbProfile(null, null, null, null, null, null, null)
				: source.asked().mongodb();
	}

	MarkedPlaces files() {
		return files;
	}

	/** Dumps into a file, and reads it to its end. */
	MongoArchive.Held dump(String file) {
		List<String> command = new ArrayList<>(List.of("mongodump"));
		if (profile(source).replicaSet()) {
			command.add("--oplog");
		}
		else {
			command.add("--db=" + source.store().database());
		}
		run(command, file);
		return held(file);
	}

	/** Brings the archive's documents back under their own names. */
	void restore(String file) {
		List<String> command = new ArrayList<>(List.of("mongorestore", "--drop", "--stopOnError"));
		command.add(profile(source).replicaSet() ? "--oplogReplay" : "--nsInclude=" + source.store().database() + ".*");
		run(command, file);
	}

	/** Brings the database's documents back under another database's name. */
	void restoreBeside(String file, String database) {
		String ours = source.store().database() + ".*";
		run(List.of("mongorestore", "--drop", "--stopOnError", "--nsInclude=" + ours, "--nsFrom=" + ours,
				"--nsTo=" + database + ".*"), file);
	}

	MongoArchive.Held held(String file) {
		try (InputStream content = machine.read(file)) {
			return MongoArchive.read(content, progress);
		}
		catch (BadContent bad) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of("%s: %s is no whole archive: %s",
					"%s: %s não é um arquivo inteiro: %s", machine.place(), file, bad.said()), bad);
		}
		catch (IOException unreadable) {
			throw new TransientFailure(Said.of("%s: %s cannot be read: %s", "%s: %s não pode ser lido: %s",
					machine.place(), file, unreadable), unreadable);
		}
	}

	private void run(List<String> tool, String file) {
		StoreProfile store = source.store();
		MongodbProfile profile = profile(source);
		String login = file + ".login";
		List<String> command = new ArrayList<>(tool);
		command.addAll(List.of("--host=" + profile.host(), "--port=" + profile.port(), "--archive=" + file, "--gzip"));
		if (store.tls()) {
			command.add("--ssl");
		}
		boolean identified = store.user() != null && store.password() != null;
		if (identified) {
			command.addAll(List.of("--username=" + store.user(),
					"--authenticationDatabase=" + profile.authenticationDatabase(), "--config=" + login));
		}
		try {
			if (identified) {
				write(login);
			}
			Machine.Said said = machine.run(command, profile.within());
			if (!said.succeeded()) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED, said.ended(machine, command));
			}
		}
		finally {
			if (identified) {
				files.demand("rm", "-f", "--", login);
			}
		}
	}

	private void write(String login) {
		String password = secrets.resolve(source.store().password()).replace("'", "''");
		try (OutputStream out = machine.write(login)) {
			out.write(("password: '" + password + "'\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException refused) {
			throw new TransientFailure(Said.of("%s: %s cannot be written: %s", "%s: %s não pode ser escrito: %s",
					machine.place(), login, refused), refused);
		}
	}

}
