package activities;

import domain.failure.TransientFailure;
import domain.probe.ChecklistRequest;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import domain.profile.HttpProbe;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Asks over HTTP, everything side by side. */
@Component
@ActivityImpl(taskQueues = "operations")
class ProbesImpl implements Probes {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Duration CHECKLIST_LONGEST = Duration.ofSeconds(30);

	private static final Duration VERSION_LONGEST = Duration.ofSeconds(10);

	private final HttpQuestions questions = new HttpQuestions();

	@Override
	public List<ProbeResult> runSmokeTest(SmokeRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Instant end = Instant.now().plus(request.within());
		while (true) {
			List<ProbeResult> answers = askAll(request);
			boolean healthy = answers.stream().allMatch(ProbeResult::healthy);
			if (healthy || !Instant.now().plus(PAUSE).isBefore(end)) {
				return answers;
			}
			context.heartbeat(answers.stream().filter(answer -> !answer.healthy()).map(ProbeResult::name).toList());
			pause();
		}
	}

	private List<ProbeResult> askAll(SmokeRequest request) {
		List<CompletableFuture<ProbeResult>> asked = new ArrayList<>();
		if (request.version() != null) {
			ExpectedVersion version = new ExpectedVersion(request.version().field(), request.expectedVersion());
			asked.add(questions.ask("version", request.version().url(), VERSION_LONGEST, version));
		}
		for (HttpProbe probe : request.probes()) {
			asked.add(questions.ask(probe.name(), probe.url(), probe.within(),
					new ExpectedAnswer(probe.status(), probe.field(), probe.equals())));
		}
		return Printed.masked(asked.stream().map(CompletableFuture::join).toList());
	}

	@Override
	public List<ProbeResult> inspectChecklist(ChecklistRequest request) {
		String version = request.version() == null ? "" : request.version();
		List<CompletableFuture<ProbeResult>> asked = request.items()
			.stream()
			.filter(item -> item.url() != null && !item.url().isBlank())
			.map(item -> questions.ask(item.id(), item.url().replace("{{version}}", version), CHECKLIST_LONGEST,
					new ExpectedItem(item.field(), item.atLeast(), item.equals())))
			.toList();
		return Printed.masked(asked.stream().map(CompletableFuture::join).toList());
	}

	private static void pause() {
		try {
			TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the smoke test was interrupted because the worker stops", stopped);
		}
	}

}
