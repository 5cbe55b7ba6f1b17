package targets.kubernetes.velero;

import domain.people.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stores.Comparison;

/**
 * Whether a backup or restore is good, by evidence and never by its phase alone. Pure.
 */
final class Acceptance {

	private static final Said NONE = Messages.NONE;

	private static final Said WARNINGS = Said.of("warnings", "avisos");

	private final List<Comparison> findings = new ArrayList<>();

	private Acceptance() {
	}

	/** What is to be said about a backup. */
	static List<Comparison> ofBackup(Account account, Expected expected) {
		Acceptance acceptance = new Acceptance();
		acceptance.common(account, "backupItemOperations");
		acceptance.snapshots(account.sight());
		acceptance.items(account, expected);
		expected.claims().forEach((claim) -> acceptance.volume(account, claim));
		acceptance.warnings(account, true);
		return acceptance.findings;
	}

	/** What is to be said about a restore. */
	static List<Comparison> ofRestore(Account account, Returned expected) {
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
		add(Said.of("phase", "fase"), Said.quoted("Completed"), sight.said(), sight.phase().completed());
		int errors = sight.number("errors");
		add(Said.of("errors", "erros"), NONE, Messages.said(errors, account.messages().errors()),
				errors == 0 && account.messages().errors().isEmpty());
		add(Said.of("failed hooks", "hooks que falharam"), NONE,
				sight.hooksFailed() == 0 ? NONE : Said.quoted(sight.hooksFailed()), sight.hooksFailed() == 0);
		int attempted = sight.number(operations + "Attempted");
		int completed = sight.number(operations + "Completed");
		int failed = sight.number(operations + "Failed");
		add(Said.of("operations on data", "operações com dados"), of(attempted, attempted),
				(failed == 0) ? of(completed, attempted)
						: Said.of("%d of %d, %d failed", "%d de %d, %d falharam", completed, attempted, failed),
				failed == 0 && completed == attempted);
	}

	private void snapshots(Sight sight) {
		for (String field : List.of("volumeSnapshots", "csiVolumeSnapshots")) {
			int attempted = sight.number(field + "Attempted");
			int completed = sight.number(field + "Completed");
			if (attempted > 0) {
				add(Said.quoted(field), of(attempted, attempted), of(completed, attempted), attempted == completed);
			}
		}
	}

	private void items(Account account, Expected expected) {
		Sight sight = account.sight();
		add(Said.of("items", "itens"), Said.of("all, and at least one", "todos, e pelo menos um"),
				of(sight.done(), sight.total()), sight.done() > 0 && sight.done() == sight.total());
		for (String namespace : expected.namespaces()) {
			long held = account.inventory().in(namespace);
			add(Said.of("objects of namespace %s", "objetos do namespace %s", namespace),
					Said.of("at least one", "pelo menos um"), Said.quoted(held), held > 0);
		}
		if (expected.before() > 0) {
			long least = Math.ceilDiv(expected.before() * (long) expected.leastShare(), 100);
			add(Said.of("items against the %d of the backup before", "itens diante dos %d do backup anterior",
					expected.before()), atLeast(least), Said.quoted(sight.done()), sight.done() >= least);
		}
	}

	private void volume(Account account, String claim) {
		Said found = VolumeData.find(account.volumes(), claim)
			.map(VolumeData::said)
			.orElse(Said.of("not mentioned, so not backed up", "não mencionado, portanto sem backup"));
		boolean good = VolumeData.find(account.volumes(), claim).filter(VolumeData::taken).isPresent();
		add(data(claim), Said.of("in the backup", "no backup"), found, good);
	}

	private void restoredVolume(Account account, String claim) {
		boolean good = VolumeData.find(account.volumes(), claim)
			.filter((data) -> data.skipped() == null && !data.method().isEmpty())
			.isPresent();
		Said found = VolumeData.find(account.volumes(), claim)
			.map(VolumeData::said)
			.orElse(Said.of("not mentioned", "não mencionado"));
		add(data(claim), Said.of("brought back", "trazido de volta"), found, good);
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
		add(Said.of("%s in %s", "%s em %s", kind, expected.namespace()), Said.quoted(count), Said.quoted(done),
				done >= count);
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
			add(Said.of("objects %s", "objetos %s", action), NONE, Messages.said(found.size(), found), found.isEmpty());
		}
	}

	/**
	 * Whether a comparison repeats warnings, which speak against nothing by themselves.
	 */
	static boolean warns(Comparison finding) {
		return finding.what().equals(WARNINGS) && !finding.found().equals(NONE);
	}

	private void warnings(Account account, boolean good) {
		add(WARNINGS, Said.of("read by people", "lidos por pessoas"),
				Messages.said(account.sight().number("warnings"), account.messages().warnings()), good);
	}

	private void add(Said what, Said expected, Said found, boolean good) {
		this.findings.add(new Comparison(what, expected, found, good));
	}

	private static Said of(int some, int all) {
		return Said.of("%d of %d", "%d de %d", some, all);
	}

	static Said atLeast(long number) {
		return Said.of("at least %d", "pelo menos %d", number);
	}

	private static Said data(String claim) {
		return Said.of("data of volume claim %s", "dados do volume %s", claim);
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
