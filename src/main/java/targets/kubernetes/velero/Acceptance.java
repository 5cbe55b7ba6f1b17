package targets.kubernetes.velero;

import domain.backup.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a backup or restore is good, by evidence and never by its phase alone. Pure.
 */
final class Acceptance {

	private static final String NONE = "none";

	private static final String WARNINGS = "warnings";

	private final List<Finding> findings = new ArrayList<>();

	private Acceptance() {
	}

	/** What is to be said about a backup. */
	static List<Finding> ofBackup(Account account, Expected expected) {
		Acceptance acceptance = new Acceptance();
		acceptance.common(account, "backupItemOperations");
		acceptance.snapshots(account.sight());
		acceptance.items(account, expected);
		expected.claims().forEach((claim) -> acceptance.volume(account, claim));
		acceptance.warnings(account, true);
		return acceptance.findings;
	}

	/** What is to be said about a restore. */
	static List<Finding> ofRestore(Account account, Returned expected) {
		Acceptance acceptance = new Acceptance();
		acceptance.common(account, "restoreItemOperations");
		expected.counts().forEach((kind, count) -> acceptance.restored(account, kind, count, expected));
		acceptance.untouched(account, expected.inPlace());
		expected.claims().forEach((claim) -> acceptance.restoredVolume(account, claim));
		acceptance.warnings(account, true);
		return acceptance.findings;
	}

	private void common(Account account, String operations) {
		Sight sight = account.sight();
		add("phase", "Completed", sight.inWords(), sight.phase().completed());
		int errors = sight.number("errors");
		add("errors", NONE, Messages.inWords(errors, account.messages().errors()),
				errors == 0 && account.messages().errors().isEmpty());
		add("failed hooks", NONE, sight.hooksFailed() == 0 ? NONE : Integer.toString(sight.hooksFailed()),
				sight.hooksFailed() == 0);
		int attempted = sight.number(operations + "Attempted");
		int completed = sight.number(operations + "Completed");
		int failed = sight.number(operations + "Failed");
		add("operations on data", attempted + " of " + attempted,
				completed + " of " + attempted + (failed == 0 ? "" : ", " + failed + " failed"),
				failed == 0 && completed == attempted);
	}

	private void snapshots(Sight sight) {
		for (String field : List.of("volumeSnapshots", "csiVolumeSnapshots")) {
			int attempted = sight.number(field + "Attempted");
			int completed = sight.number(field + "Completed");
			if (attempted > 0) {
				add(field, attempted + " of " + attempted, completed + " of " + attempted, attempted == completed);
			}
		}
	}

	private void items(Account account, Expected expected) {
		Sight sight = account.sight();
		add("items", "all, and at least one", sight.done() + " of " + sight.total(),
				sight.done() > 0 && sight.done() == sight.total());
		for (String namespace : expected.namespaces()) {
			long held = account.inventory().in(namespace);
			add("objects of namespace " + namespace, "at least one", Long.toString(held), held > 0);
		}
		if (expected.before() > 0) {
			long least = Math.ceilDiv(expected.before() * (long) expected.leastShare(), 100);
			add("items against the " + expected.before() + " of the backup before", "at least " + least,
					Integer.toString(sight.done()), sight.done() >= least);
		}
	}

	private void volume(Account account, String claim) {
		String found = VolumeData.find(account.volumes(), claim)
			.map(VolumeData::inWords)
			.orElse("not mentioned, so not backed up");
		boolean good = VolumeData.find(account.volumes(), claim).filter(VolumeData::taken).isPresent();
		add("data of volume claim " + claim, "in the backup", found, good);
	}

	private void restoredVolume(Account account, String claim) {
		boolean good = VolumeData.find(account.volumes(), claim)
			.filter((data) -> data.skipped() == null && !data.method().isEmpty())
			.isPresent();
		String found = VolumeData.find(account.volumes(), claim).map(VolumeData::inWords).orElse("not mentioned");
		add("data of volume claim " + claim, "brought back", found, good);
	}

	private void restored(Account account, String kind, long count, Returned expected) {
		long done = account.inventory()
			.objects()
			.getOrDefault(kind, List.of())
			.stream()
			.filter((name) -> name.startsWith(expected.namespace() + "/"))
			.filter((name) -> name.endsWith("(created)") || name.endsWith("(updated)")
					|| expected.inPlace() && name.endsWith("(skipped)"))
			.count();
		add(kind + " in " + expected.namespace(), Long.toString(count), Long.toString(done), done >= count);
	}

	/**
	 * A restore calls itself complete when what was there already stayed as it was. In
	 * its own place what is skipped is as it was backed up.
	 */
	private void untouched(Account account, boolean inPlace) {
		for (String action : inPlace ? List.of("failed") : List.of("failed", "skipped")) {
			List<String> found = account.inventory()
				.that(action)
				.stream()
				.filter((object) -> !Exclusions.ofEveryNamespace(object))
				.toList();
			add("objects " + action, NONE, Messages.inWords(found.size(), found), found.isEmpty());
		}
	}

	/**
	 * Whether a comparison repeats warnings, which speak against nothing by themselves.
	 */
	static boolean warns(Finding finding) {
		return finding.what().equals(WARNINGS) && !finding.found().equals(NONE);
	}

	private void warnings(Account account, boolean good) {
		add(WARNINGS, "read by people",
				Messages.inWords(account.sight().number("warnings"), account.messages().warnings()), good);
	}

	private void add(String what, String expected, String found, boolean good) {
		this.findings.add(new Finding(what, expected, found, good));
	}

	/**
	 * What a backup must hold.
	 *
	 * @param namespaces each with at least one object
	 * @param claims volume claims whose data must be there, {@code namespace/name}
	 * @param before items of the backup before; 0 when there is none
	 * @param leastShare least percentage of these
	 */
	record Expected(List<String> namespaces, List<String> claims, int before, int leastShare) {

	}

	/**
	 * What a restore must bring back.
	 *
	 * @param counts objects by kind
	 * @param namespace where to
	 * @param inPlace whether it is where they were
	 * @param claims volume claims whose data must come back, {@code namespace/name}
	 */
	record Returned(Map<String, Long> counts, String namespace, boolean inPlace, List<String> claims) {

	}

}
