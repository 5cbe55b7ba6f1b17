package activities;

import domain.probe.HealthRecord;
import domain.probe.HealthReport;
import domain.probe.HealthRequest;
import domain.probe.Remembered;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import ledger.HealthBook;
import org.springframework.stereotype.Component;
import probes.SideBySide;

/** Asks through the probers, remembers in the ledger. */
@Component
@ActivityImpl(taskQueues = "operations")
class HealthProbesImpl implements HealthProbes {

	private final SideBySide questions;

	private final HealthBook book;

	private final HealthMeters meters;

	HealthProbesImpl(SideBySide questions, HealthBook book, HealthMeters meters) {
		this.questions = questions;
		this.book = book;
		this.meters = meters;
	}

	@Override
	public HealthReport askProbes(HealthRequest request) {
		Instant now = Instant.now();
		HealthReport report = new HealthReport(now,
				questions.ask(request.probes(), request.surroundings()).stream().map(Printed::masked).toList());
		meters.show(request, report);
		return report;
	}

	@Override
	public Remembered rememberAnswers(HealthRecord answers) {
		return book.remember(answers);
	}

}
