package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.profile.ModelProfile;
import domain.release.Live;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import targets.ssh.Host;
import targets.ssh.HostFile;

/**
 * Where a model and the ones before it are on a host. Kept ones are called
 * {@code NAME@VERSION.SHA256}; what a version was called is noted beside the model, and
 * counts while the model's content is still the noted one.
 */
final class ModelStore {

	private static final int NOTE_LIMIT = 1024;

	private static final int SHORT = 12;

	private final Host host;

	private final ModelProfile model;

	private final HostFiles files;

	private final Runnable alive;

	private final String folder;

	private final String name;

	ModelStore(Host host, ModelProfile model, Runnable alive) {
		this.host = host;
		this.model = model;
		this.alive = alive;
		this.files = new HostFiles(host, alive);
		int slash = model.path().lastIndexOf('/');
		this.folder = (slash == 0) ? "/" : model.path().substring(0, slash);
		this.name = model.path().substring(slash + 1);
	}

	String folder() {
		return this.folder;
	}

	/** The next model, beside the one that it will replace: on the same disk. */
	String next() {
		return beside("next");
	}

	/** What went last when an earlier one came back. */
	String withdrawn() {
		return beside("withdrawn");
	}

	private String beside(String what) {
		return (this.folder.equals("/") ? "" : this.folder) + "/." + this.name + ".holdfast-" + what;
	}

	/** What is there now, whatever it is called. */
	Optional<Live> current() {
		return this.files.sha256(this.model.path()).map((sha) -> new Live(version(sha), sha));
	}

	private String version(String sha) {
		return noted(sha)
			.or(() -> kept().stream().filter((live) -> live.id().equals(sha)).map(Live::version).findFirst())
			.orElseGet(() -> "sha-" + sha.substring(0, SHORT));
	}

	private Optional<String> noted(String sha) {
		return this.host.readFile(HostFile.at(beside("version")), NOTE_LIMIT, this.alive)
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8).strip())
			.filter((note) -> note.endsWith(" " + sha))
			.map((note) -> note.substring(0, note.indexOf(' ')));
	}

	/** Notes what the model that is there now is called. */
	void note(Live live) {
		if (!noted(live.id()).equals(Optional.of(live.version()))) {
			byte[] note = (live.version() + " " + live.id() + "\n").getBytes(StandardCharsets.UTF_8);
			this.host.writeFile(HostFile.at(beside("version")).mode("0644"), note, this.alive);
		}
	}

	/** Those that are kept, the newest first. */
	List<Live> kept() {
		return keptNames().map(this::live).toList();
	}

	private Stream<String> keptNames() {
		String pattern = java.util.regex.Pattern.quote(this.name) + "@.+\\.[0-9a-f]{64}";
		return this.files.newestFirst(this.model.backups()).stream().filter((file) -> file.matches(pattern));
	}

	private Live live(String file) {
		int dot = file.lastIndexOf('.');
		return new Live(file.substring(this.name.length() + 1, dot), file.substring(dot + 1));
	}

	/** The kept one with this content. */
	String path(Live live) {
		return keptNames().filter((file) -> file.endsWith("." + live.id()))
			.map((file) -> this.model.backups() + "/" + file)
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					"host %s: the model %s (SHA-256 %s) is not kept in %s any more; there are %s".formatted(
							this.host.place(), live.version(), live.id(), this.model.backups(),
							kept().stream().map(Live::version).toList())));
	}

	/** Keeps what is there, as the newest; the oldest beyond the limit go. */
	void keep(Live live, String operation) {
		this.files.makeFolder(this.model.backups());
		boolean already = kept().stream().anyMatch((one) -> one.id().equals(live.id()));
		if (!already) {
			this.files.requireRoom(this.model.backups(), this.model.path());
			String part = this.model.backups() + "/." + this.name + ".holdfast-part";
			this.files.copy(operation, this.model.path(), part, live.id());
			this.files.rename(part, this.model.backups() + "/" + keptName(live));
		}
		this.files.touch(path(live));
		keptNames().skip(this.model.keep())
			.toList()
			.forEach((old) -> this.files.remove(this.model.backups() + "/" + old));
	}

	String keptName(Live live) {
		return this.name + "@" + live.version() + "." + live.id();
	}

}
