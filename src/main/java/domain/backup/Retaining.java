package domain.backup;

import domain.profile.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which backups stay and which go. What any rule keeps stays; the newest verified one,
 * and the newest that was proven by a restore, always stay.
 */
public final class Retaining {

	private final Instant now;

	private final List<Backup> newestFirst;

	private final Map<String, String> kept = new LinkedHashMap<>();

	private Retaining(List<Backup> backups, Instant now) {
		this.now = now;
		this.newestFirst = backups.stream().sorted(Comparator.comparing(Backup::recoveryPoint).reversed()).toList();
	}

	/** Decides about all backups of one store. */
	public static Plan plan(List<Backup> backups, Retention retention, Instant now) {
		Retaining retaining = new Retaining(backups, now);
		retaining.keepProven();
		retaining.keepYoung(retention.keepFor());
		retaining.keepNewest(retention.keepLast());
		retaining.keepEach(retention.daily(), "day", moment -> moment.toLocalDate().toString());
		retaining.keepEach(retention.weekly(), "week",
				moment -> moment.get(IsoFields.WEEK_BASED_YEAR) + "-W" + moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
		retaining.keepEach(retention.monthly(), "month", moment -> moment.getYear() + "-" + moment.getMonthValue());
		return retaining.plan();
	}

	/**
	 * Decides about backups of which some are kept by another rule, each kind for itself.
	 */
	public static Plan plan(List<Backup> backups, Function<Backup, Retention> rule, Instant now) {
		Map<Retention, List<Backup>> groups = new LinkedHashMap<>();
		backups.forEach(backup -> groups.computeIfAbsent(rule.apply(backup), any -> new ArrayList<>()).add(backup));
		List<Plan> plans = groups.entrySet()
			.stream()
			.map(group -> plan(group.getValue(), group.getKey(), now))
			.toList();
		return new Plan(plans.stream().flatMap(plan -> plan.kept().stream()).toList(),
				plans.stream().flatMap(plan -> plan.removed().stream()).toList(),
				plans.stream().flatMap(plan -> plan.remove().stream()).toList(), backups);
	}

	private void keepProven() {
		newestFirst.stream()
			.filter(Backup::verified)
			.findFirst()
			.ifPresent(backup -> keep(backup, "the newest verified one"));
		newestFirst.stream()
			.filter(backup -> backup.verification() != null
					&& backup.verification().depth() == Verification.Depth.RESTORED)
			.findFirst()
			.ifPresent(backup -> keep(backup, "the newest that was restored and checked"));
	}

	private void keepYoung(Duration age) {
		newestFirst.stream()
			.filter(backup -> backup.recoveryPoint().plus(age).isAfter(now))
			.forEach(backup -> keep(backup, "younger than " + age));
	}

	private void keepNewest(int count) {
		newestFirst.stream().limit(count).forEach(backup -> keep(backup, "among the newest " + count));
	}

	private void keepEach(int count, String what, Function<ZonedDateTime, String> period) {
		Set<String> seen = new LinkedHashSet<>();
		for (Backup backup : newestFirst) {
			String key = period.apply(backup.recoveryPoint().atZone(ZoneOffset.UTC));
			if (seen.size() < count && seen.add(key)) {
				keep(backup, "the newest of " + what + " " + key);
			}
		}
	}

	private void keep(Backup backup, String reason) {
		kept.merge(backup.id(), reason, (first, next) -> first + ", " + next);
	}

	private Plan plan() {
		List<Pruned.Decision> keeping = new ArrayList<>();
		List<Pruned.Decision> removing = new ArrayList<>();
		List<Backup> remove = new ArrayList<>();
		for (Backup backup : newestFirst) {
			if (kept.containsKey(backup.id())) {
				keeping.add(new Pruned.Decision(backup.id(), kept.get(backup.id())));
			}
			else {
				remove.add(backup);
				removing.add(new Pruned.Decision(backup.id(), "no rule keeps it: of " + backup.recoveryPoint()));
			}
		}
		return new Plan(keeping, removing, remove, newestFirst);
	}

	/**
	 * What becomes of the backups, newest first.
	 *
	 * @param kept those that stay, with the rules that keep them
	 * @param removed those that go
	 * @param remove the same as backups
	 * @param all what was decided about
	 */
	public record Plan(List<Pruned.Decision> kept, List<Pruned.Decision> removed, List<Backup> remove,
			List<Backup> all) {

		/** What a backup that stays cannot be restored without stays as well. */
		public Plan keeping(Function<Backup, List<Backup>> needs) {
			Map<String, String> needed = new LinkedHashMap<>();
			Set<String> going = remove.stream().map(Backup::id).collect(Collectors.toSet());
			all.stream()
				.filter(backup -> !going.contains(backup.id()))
				.forEach(backup -> needs.apply(backup)
					.forEach(other -> needed.putIfAbsent(other.id(), "needed by " + backup.id())));
			List<Pruned.Decision> staying = new ArrayList<>(kept);
			removed.stream()
				.filter(gone -> needed.containsKey(gone.id()))
				.forEach(gone -> staying.add(new Pruned.Decision(gone.id(), needed.get(gone.id()))));
			return new Plan(staying, removed.stream().filter(gone -> !needed.containsKey(gone.id())).toList(),
					remove.stream().filter(backup -> !needed.containsKey(backup.id())).toList(), all);
		}

	}

}
