package activities;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.diagnosis.CollectRequest;
import domain.diagnosis.LogFilter;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.maintenance.CommandRequest;
import domain.maintenance.Figure;
import domain.maintenance.LogsRequest;
import domain.maintenance.PoliciesRequest;
import domain.maintenance.TaskEvidence;
import domain.people.Languages;
import domain.profile.Policy;
import domain.profile.TargetProfile;
import domain.release.Artifact;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import secrets.Mask;
import secrets.Secrets;
import targets.ClusterObjects;
import targets.HostCommands;
import targets.Sink;
import targets.Target;

/** By what diagnostics collect, by commands, and by the cluster's own descriptions. */
@Component
@ActivityImpl(taskQueues = "operations")
class InspectionsImpl implements Inspections {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final List<Target> targets;

	private final CommandPlaces commands;

	private final ClusterObjects objects;

	private final Secrets secrets;

	private final Artifacts artifacts;

	InspectionsImpl(List<Target> targets, CommandPlaces commands, ClusterObjects objects, Secrets secrets,
			@Value("${holdfast.artifacts:./artifacts}") Path folder) {
		this.targets = targets;
		this.commands = commands;
		this.objects = objects;
		this.secrets = secrets;
		this.artifacts = new Artifacts(folder);
	}

	@Override
	public TaskEvidence reviewLogs(LogsRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		TextCounts counts = new TextCounts(request.review().patterns());
		List<String> missing = Collections.synchronizedList(new ArrayList<>());
		for (Workload workload : request.workloads()) {
			target(workload.target()).collect(
					new CollectRequest(request.run(), workload, new LogFilter(null, null, request.review().since())),
					new LogSink(workload.component(), counts, missing), () -> context.heartbeat(null));
		}
		Mask mask = Mask.of(secrets, request.secrets());
		String top = mask.apply(String.join("\n", counts.top(request.review().top())));
		Artifact kept = artifacts.keep(request.run(), request.task() + ".txt",
				top.isEmpty() ? "no line matches\n" : top + "\n");
		return evidence(counts.figures(), top.isEmpty() ? "" : top.replace("\n", "; "), missing, List.of(kept));
	}

	private static TaskEvidence evidence(List<Figure> figures, String words, List<String> missing,
			List<Artifact> artifacts) {
		List<String> findings = new ArrayList<>(missing);
		figures.stream()
			.filter(figure -> !figure.good())
			.map(figure -> figure.inWords() + (figure.words() == null ? "" : ", " + figure.words()))
			.forEach(findings::add);
		String counted = String.join("; ", figures.stream().map(Figure::inWords).toList());
		String seen = Stream.of(counted, words).filter(part -> !part.isEmpty()).collect(Collectors.joining(". "));
		return new TaskEvidence(seen, figures, findings, null, artifacts);
	}

	private Target target(TargetProfile place) {
		return targets.stream()
			.filter(target -> target.kind() == place.kind())
			.findFirst()
			.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE,
					"no logs are read on targets of kind " + place.kind()));
	}

	@Override
	public TaskEvidence runCommand(CommandRequest request) {
		HostCommands.Said said = commands.run(request);
		Mask mask = Mask.of(secrets, request.secrets());
		String printed = mask.apply(said.output() + said.errors());
		Artifact kept = artifacts.keep(request.run(), request.task() + ".txt", printed);
		if (!request.command().codes().contains(said.exitCode())) {
			throw new PermanentFailure(FailureKind.NOT_VERIFIED, "%s ended with code %d: %s"
				.formatted(request.command().command().getFirst(), said.exitCode(), end(printed)));
		}
		TextCounts counts = new TextCounts(request.command().counts());
		switch (request.command().prints()) {
			case LINES -> counts.addAll(printed);
			case TRIVY -> TrivyReport.lines(printed).forEach(counts::addAll);
		}
		return evidence(counts.figures(), ended(request, said), List.of(), List.of(kept));
	}

	/** A good end needs no words beside what was counted. */
	private static String ended(CommandRequest request, HostCommands.Said said) {
		return said.exitCode() == 0 && !request.command().counts().isEmpty() ? "" : Languages
			.say(request.run().language(), "it ended with code %d", "terminou com código %d", said.exitCode());
	}

	private static String end(String printed) {
		int shown = 500;
		String text = printed.strip();
		return text.length() <= shown ? text : "…" + text.substring(text.length() - shown);
	}

	@Override
	public TaskEvidence checkPolicies(PoliciesRequest request) {
		Map<String, Map<String, JsonNode>> workloads = new HashMap<>();
		List<Figure> figures = new ArrayList<>();
		for (Policy policy : request.policies()) {
			TargetProfile place = request.places()
				.stream()
				.filter(each -> each.name().equals(policy.target()))
				.findFirst()
				.orElseThrow(() -> new PermanentFailure(FailureKind.PROFILE, "there is no target " + policy.target()));
			figures.add(new PolicyCheck(policy)
				.figure(workloads.computeIfAbsent(policy.target(), name -> described(place))));
		}
		return evidence(figures, "", List.of(), List.of());
	}

	private Map<String, JsonNode> described(TargetProfile place) {
		Map<String, JsonNode> read = new TreeMap<>();
		objects.workloads(place).forEach((name, text) -> {
			try {
				read.put(name, JSON.readTree(text));
			}
			catch (JsonProcessingException impossible) {
				throw new IllegalStateException(name + " is not described in JSON", impossible);
			}
		});
		return read;
	}

	/** Takes the logs among what is collected, and nothing else. */
	private record LogSink(String component, TextCounts counts, List<String> missing) implements Sink {

		@Override
		public void text(String path, String what, String text) {
			if (isLog(path)) {
				counts.addAll(text);
			}
		}

		/** A container that was never restarted has no log of before. */
		@Override
		public void missing(String path, String what, String why) {
			if (isLog(path) && !path.contains("previous")) {
				missing.add("%s: %s cannot be had: %s".formatted(component, what, why));
			}
		}

		private static boolean isLog(String path) {
			return path.endsWith(".log");
		}

	}

}
