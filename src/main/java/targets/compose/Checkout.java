package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.release.Live;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import targets.ssh.Answer;
import targets.ssh.Command;

/** The git working copy that a compose project lives in. */
final class Checkout {

	/** Fetching a large history over a slow line takes minutes. */
	private static final Duration FETCH = Duration.ofMinutes(15);

	private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,200}");

	private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

	private final Project project;

	private final String remote;

	Checkout(Project project, String remote) {
		this.project = project;
		this.remote = remote;
	}

	/** What is checked out. */
	Live now() {
		return live("HEAD");
	}

	/** A commit as people name it. */
	Live live(String commit) {
		String id = demand("rev-parse", commit + "^{commit}").strip();
		return new Live(demand("describe", "--tags", "--always", id).strip(), id);
	}

	/** The commits that were checked out here, the newest first, with repetitions. */
	List<String> checkedOut() {
		return demand("reflog", "--format=%H", "HEAD").lines().map(String::strip).toList();
	}

	/** The commits that one is built on along its first parents, itself first. */
	List<String> line(String commit, int longest) {
		return demand("rev-list", "--first-parent", "--max-count=" + longest, commit).lines()
			.map(String::strip)
			.toList();
	}

	/** Whether the later commit is built on the earlier one. */
	boolean builtOn(String later, String earlier) {
		return this.project.ask(git("merge-base", "--is-ancestor", earlier, later)).succeeded();
	}

	/** Fails when somebody has changed files that a checkout would have to overwrite. */
	void refuseLocalChanges() {
		String changed = demand("status", "--porcelain", "--untracked-files=no").strip();
		if (!changed.isEmpty()) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s: files there are not as committed (%s): somebody works on them. Commit them or put them back (git checkout -- FILE)."
						.formatted(this.project.place(), changed.replace("\n", ",")));
		}
	}

	/** Brings everything that the remote has; nothing is checked out. */
	void fetch(String operation) {
		this.project.change(operation, fetching(), FETCH, FailureKind.NOT_FOUND);
	}

	Command fetching() {
		return git("fetch", "--tags", "--prune", this.remote);
	}

	/** The commit of a tag, a branch of the remote, or a commit, as fetched. */
	String commit(String version) {
		check(version);
		return find("refs/tags/" + version).or(() -> find("refs/remotes/" + this.remote + "/" + version))
			.or(() -> COMMIT.matcher(version).matches() ? find(version) : Optional.empty())
			.orElseThrow(() -> unknown(version));
	}

	private Optional<String> find(String name) {
		Answer answer = this.project.ask(git("rev-parse", "--verify", "--quiet", name + "^{commit}"));
		return answer.succeeded() ? Optional.of(answer.output().strip()) : Optional.empty();
	}

	/** Fails when neither the remote nor the working copy knows it; fetches nothing. */
	void requireKnown(String version) {
		check(version);
		String listed = demand("ls-remote", this.remote, "refs/tags/" + version, "refs/heads/" + version);
		boolean known = !listed.isBlank() || COMMIT.matcher(version).matches() && find(version).isPresent();
		if (!known) {
			throw unknown(version);
		}
	}

	private PermanentFailure unknown(String version) {
		return new PermanentFailure(FailureKind.NOT_FOUND,
				"version: %s is no tag, branch or commit that %s knows after a fetch from %s. Push it, or name another one."
					.formatted(version, this.project.place(), this.remote));
	}

	private static void check(String version) {
		if (version == null || !VERSION.matcher(version).matches()) {
			throw new PermanentFailure(FailureKind.INVALID_INPUT,
					"version: \"%s\" was given; a tag, a branch or a commit is needed".formatted(version));
		}
	}

	/** Brings the files to a commit, unless they are there. */
	void to(String commit) {
		if (!now().id().equals(commit)) {
			demand("checkout", "--quiet", "--detach", commit);
		}
		String read = now().id();
		if (!read.equals(commit)) {
			throw new PermanentFailure(FailureKind.CONFLICT,
					"%s is at commit %s right after %s was checked out: somebody else works there."
						.formatted(this.project.place(), read, commit));
		}
	}

	private String demand(String... arguments) {
		return this.project.demand(git(arguments), FailureKind.CONFLICT);
	}

	/** Never a question on a terminal that is not there. */
	private Command git(String... arguments) {
		return this.project.inFolder(Programs.with(List.of("git"), List.of(arguments)))
			.with("GIT_TERMINAL_PROMPT", "0");
	}

}
