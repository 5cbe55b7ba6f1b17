package activities;

import activities.DiagnosesImpl.Sources;
import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.CollectRequest;
import domain.diagnosis.Question;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.lifecycle.Workload;
import domain.probe.ProbeAnswer;
import domain.profile.TargetProfile;
import io.temporal.client.ActivityCompletionException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import targets.Sink;
import targets.Target;

/** Everything that goes into one archive, side by side; nothing that fails ends it. */
final class Collecting {

	private final ArchiveRequest request;

	private final Sources sources;

	private final ArchiveWriter writer;

	private final Runnable alive;

	private final long deadline;

	Collecting(ArchiveRequest request, Sources sources, ArchiveWriter writer, Runnable heartbeat) {
		this.request = request;
		this.sources = sources;
		this.writer = writer;
		this.deadline = System.nanoTime() + writer.bounds().within().toNanos();
		this.alive = () -> {
			heartbeat.run();
			if (System.nanoTime() > deadline) {
				throw new TransientFailure("no time is left: " + writer.bounds().within(), null);
			}
		};
	}

	void collect() {
		Stream<Runnable> workloads = request.workloads().stream().map(workload -> () -> workload(workload));
		Stream<Runnable> questions = request.questions().stream().map(question -> () -> ask(question));
		Stream<Runnable> places = request.workloads()
			.stream()
			.map(Workload::target)
			.distinct()
			.map(place -> () -> place(place));
		List<CompletableFuture<Boolean>> parts = Stream
			.of(workloads, places, questions, Stream.<Runnable>of(this::connectivity, this::names))
			.flatMap(each -> each)
			.map(part -> SideBySide.ask(() -> {
				part.run();
				return true;
			}))
			.toList();
		parts.forEach(SideBySide::answer);
	}

	private void workload(Workload workload) {
		Sink sink = writer.in("components/" + workload.component());
		part(sink, ".", "everything about " + workload.component(), () -> target(workload.target())
			.collect(new CollectRequest(request.run(), workload, request.filter()), sink, alive));
	}

	private void place(TargetProfile place) {
		Sink sink = writer.in("places/" + place.name());
		part(sink, ".", "the place itself",
				() -> target(place).collectPlace(place, new HostNames(request).hosts(), sink, alive));
	}

	private Target target(TargetProfile place) {
		return sources.targets()
			.stream()
			.filter(target -> target.kind() == place.kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"nothing is operated on targets of kind " + place.kind()));
	}

	private void ask(Question question) {
		Sink sink = writer.in("queries");
		String file = question.query().name() + ".jsonl";
		String title = question.query().title() == null ? question.query().name() : question.query().title();
		part(sink, file, title,
				() -> sink.text(file, title,
						new MaskedRows(sources.inquiries().ask(question, request.surroundings(), alive), writer.mask())
							.jsonLines()));
	}

	private void connectivity() {
		Sink sink = writer.in("");
		part(sink, "connectivity.md", "probes", () -> {
			List<ProbeAnswer> answers = sources.probes().ask(request.probes(), request.surroundings());
			sink.text("connectivity.md", "what answers, asked from the worker",
					"| probe | health | value | limit | seen |\n|---|---|---|---|---|\n"
							+ answers.stream().map(Collecting::line).collect(Collectors.joining()));
		});
	}

	private static String line(ProbeAnswer answer) {
		String value = answer.value() == null ? ""
				: domain.probe.Judgement.number(answer.value()) + (answer.unit() == null ? "" : " " + answer.unit());
		return "| %s | %s | %s | %s | %s |\n".formatted(answer.name(), answer.health(), value,
				answer.limit() == null ? "" : answer.limit(), answer.words().replace("|", "\\|"));
	}

	private void names() {
		Sink sink = writer.in("");
		part(sink, "dns.txt", "names", () -> sink.text("dns.txt", "names of the profile, resolved on the worker",
				new HostNames(request).resolved(alive)));
	}

	/** One part that fails never fails the rest; an order to stop ends all. */
	private void part(Sink sink, String path, String what, Runnable work) {
		try {
			alive.run();
			work.run();
		}
		catch (ActivityCompletionException stop) {
			throw stop;
		}
		catch (RuntimeException failure) {
			sink.missing(path, what, failure.getMessage() == null ? failure.toString() : failure.getMessage());
		}
	}

}
