package app.schedules;

import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.temporal.api.schedule.v1.ScheduleActionResult;
import java.util.List;

/** What Temporal says of the schedules, as metrics. */
final class ScheduleMeters {

	private final MultiGauge paused;

	private final MultiGauge lastRun;

	ScheduleMeters(MeterRegistry meters) {
		this.paused = MultiGauge.builder("holdfast.schedule.paused")
			.description("1 while a schedule is paused; launchers are left out")
			.register(meters);
		this.lastRun = MultiGauge.builder("holdfast.schedule.last.run.timestamp")
			.description("When a schedule last started a run; its creation before the first")
			.baseUnit("seconds")
			.register(meters);
	}

	void show(List<Alignment.Kept> schedules) {
		List<Alignment.Kept> timed = schedules.stream().filter(kept -> !kept.schedule().launcher()).toList();
		paused.register(timed.stream().<Row<?>>map(kept -> Row.of(tags(kept), isPaused(kept) ? 1 : 0)).toList(), true);
		lastRun.register(timed.stream().<Row<?>>map(kept -> Row.of(tags(kept), lastRun(kept))).toList(), true);
	}

	private static boolean isPaused(Alignment.Kept kept) {
		return kept.description().getSchedule().getState().getPaused();
	}

	private static long lastRun(Alignment.Kept kept) {
		List<ScheduleActionResult> runs = kept.description().getInfo().getRecentActionsList();
		Timestamp created = kept.description().getInfo().getCreateTime();
		return (runs.isEmpty() ? created : runs.getLast().getActualTime()).getSeconds();
	}

	private static Tags tags(Alignment.Kept kept) {
		return Tags.of("system", kept.system(), "schedule", kept.schedule().name(), "procedure",
				kept.schedule().procedure());
	}

}
