package targets.compose;

import domain.failure.FailureKind;
import domain.probe.ProbeResult;
import domain.profile.TargetProfile;
import java.util.ArrayList;
import java.util.List;
import targets.ssh.Answer;
import targets.ssh.Command;

/**
 * Whether a host is fit to be worked on: the right one, Docker answers, the project is
 * there, disks have room (runbook E "Métricas Críticas": disk above 90 %).
 */
final class HostInspection {

	private final Project project;

	private final TargetProfile place;

	HostInspection(Project project, TargetProfile place) {
		this.project = project;
		this.place = place;
	}

	/** Fails when it is another host than the profile names. */
	List<ProbeResult> inspect() {
		if (this.place.hostName() != null) {
			this.project.host().confirmIdentity(this.project.alive());
		}
		List<ProbeResult> results = new ArrayList<>();
		String engine = this.project.demand(
				Command.of("docker", "info", "--format", "{{.ServerVersion}} {{.DockerRootDir}}"),
				FailureKind.NOT_READY);
		String[] words = engine.strip().split(" ", 2);
		results.add(new ProbeResult(this.place.name() + " docker", true, words[0], "an engine that answers"));
		results.add(projectFiles());
		results.add(disks(words[1]));
		return results;
	}

	private ProbeResult projectFiles() {
		Answer answer = this.project.host()
			.run(this.project.compose("config", "--quiet"), Project.QUESTION, this.project.alive());
		return new ProbeResult(this.place.name() + " compose files", answer.succeeded(),
				answer.succeeded() ? "readable" : answer.errors().strip(), "files that compose can read");
	}

	private ProbeResult disks(String dockersFolder) {
		String answer = this.project.demand(Command.of("df", "-P", "--", this.place.directory(), dockersFolder),
				FailureKind.NOT_FOUND);
		int fullest = answer.lines()
			.skip(1)
			.map((line) -> line.trim().split("\\s+"))
			.mapToInt((columns) -> Integer.parseInt(columns[4].replace("%", "")))
			.max()
			.orElse(0);
		return new ProbeResult(this.place.name() + " disk", fullest < this.place.diskAtMost(), fullest + " % used",
				"less than " + this.place.diskAtMost() + " %");
	}

}
