package app.schedules;

import domain.profile.Schedule;
import domain.profile.SystemProfile;
import io.temporal.api.workflowservice.v1.DescribeScheduleResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import systems.SystemProfiles.Snapshot;

/**
 * Brings Temporal's schedules into line with the profiles: creates what is missing,
 * changes only what differs, removes what no profile declares. Done twice, or by two
 * processes at once, it comes to the same.
 */
final class Alignment {

	/** The name of the schedule that each system has without declaring it. */
	static final String WATCH = "schedule-watch";

	static final String WATCH_PROCEDURE = "ScheduleWatch";

	private static final Logger log = LoggerFactory.getLogger(Alignment.class);

	private static final int ATTEMPTS = 5;

	private final TemporalSchedules temporal;

	private final Duration watchEvery;

	Alignment(TemporalSchedules temporal, Duration watchEvery) {
		this.temporal = temporal;
		this.watchEvery = watchEvery;
	}

	/**
	 * What Temporal says of each schedule of the profiles, after it was brought into
	 * line. While a profile cannot be read nothing is removed: whose schedules they are
	 * is not known.
	 */
	List<Kept> align(Snapshot profiles) {
		Map<String, Blueprint> wanted = new TreeMap<>();
		profiles.systems()
			.stream()
			.flatMap(system -> blueprints(watched(system)))
			.forEach(blueprint -> wanted.put(blueprint.id(), blueprint));
		if (profiles.broken().isEmpty()) {
			remove(wanted.keySet());
		}
		List<Kept> kept = new ArrayList<>();
		wanted.values().forEach(blueprint -> keep(blueprint).ifPresent(kept::add));
		return kept;
	}

	/**
	 * The system with the watch over its schedules, where it has any and does not declare
	 * a watch itself.
	 */
	private SystemProfile watched(SystemProfile system) {
		boolean any = system.schedules().stream().anyMatch(schedule -> !schedule.launcher());
		boolean own = system.schedules()
			.stream()
			.anyMatch(schedule -> schedule.procedure().equals(WATCH_PROCEDURE) && !schedule.launcher());
		return any && !own ? system.withSchedule(Schedule.every(WATCH, WATCH_PROCEDURE, watchEvery, Map.of())) : system;
	}

	private static Stream<Blueprint> blueprints(SystemProfile system) {
		return system.schedules().stream().map(schedule -> new Blueprint(system, schedule));
	}

	private void remove(Set<String> wanted) {
		for (String id : temporal.ours()) {
			if (!wanted.contains(id)) {
				temporal.delete(id);
				log.info("Schedule {} removed: no profile declares it", id);
			}
		}
	}

	private Optional<Kept> keep(Blueprint blueprint) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Optional<DescribeScheduleResponse> found = temporal.describe(blueprint.id());
			if (found.isPresent() && isInLine(blueprint, found.get())) {
				return found.map(description -> new Kept(blueprint.system().name(), blueprint.schedule(), description));
			}
			if (found.isPresent()) {
				change(blueprint, found.get());
			}
			else if (temporal.create(blueprint.id(), blueprint.create(temporal.converter()))) {
				log.info("Schedule {} created", blueprint.id());
			}
		}
		log.warn("Schedule {} is changed by others again and again; the next comparison goes on", blueprint.id());
		return Optional.empty();
	}

	private boolean isInLine(Blueprint blueprint, DescribeScheduleResponse found) {
		return Canonical.of(blueprint.onto(found.getSchedule(), temporal.converter()))
			.equals(Canonical.of(found.getSchedule()));
	}

	private void change(Blueprint blueprint, DescribeScheduleResponse found) {
		if (temporal.update(blueprint.id(), blueprint.onto(found.getSchedule(), temporal.converter()),
				found.getConflictToken())) {
			log.info("Schedule {} changed: the profile declares it differently", blueprint.id());
		}
	}

	/**
	 * A schedule that is in line.
	 *
	 * @param system the system's name
	 * @param schedule as the profile declares it
	 * @param description what Temporal says of it
	 */
	record Kept(String system, Schedule schedule, DescribeScheduleResponse description) {

	}

}
