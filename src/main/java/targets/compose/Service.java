package targets.compose;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.lifecycle.Workload;
import domain.run.Change;
import domain.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import targets.ssh.DetachedOperation;

/** Changes one service of a project, in one run. */
final class Service {

	/** What Docker may need beside the time that the service itself needs. */
	private static final Duration DOCKER = Duration.ofMinutes(2);

	private final Project project;

	private final Workload workload;

	private final Run run;

	Service(Project project, Workload workload, Run run) {
		this.project = project;
		this.workload = workload;
		this.run = run;
	}

	List<Container> containers() {
		return this.project.service(this.workload.name())
			.orElseThrow(() -> new PermanentFailure(FailureKind.NOT_FOUND,
					"the compose project %s has no service %s (component %s): correct the profile's workload or composeFiles."
						.formatted(this.project.place(), this.workload.name(), this.workload.component())));
	}

	List<Change> start(Integer asked) {
		List<Container> found = containers();
		boolean up = !found.isEmpty() && found.stream().allMatch(Container::asked);
		int instances = up ? found.size() : instances(asked, found);
		if (!up && !this.run.planning()) {
			change(found, "start", "up", "--detach", "--no-deps", "--scale", name() + "=" + instances, name());
		}
		awaitReady(instances);
		return up ? List.of() : List.of(instances(running(found), instances));
	}

	/** Those asked for, of the profile, those it was stopped from, or one. */
	private int instances(Integer asked, List<Container> found) {
		return Objects.requireNonNullElseGet(asked,
				() -> Objects.requireNonNullElse(this.workload.replicas(), Math.max(1, found.size())));
	}

	List<Change> stop() {
		List<Container> found = containers();
		int running = running(found);
		if (running == 0) {
			return List.of();
		}
		if (!this.run.planning()) {
			// What this run began and nobody waits for any more must not go on beside it.
			this.project.host().endDetached(operation("start"), this.project.compose("up"), this.project.alive());
			change(found, "stop", "stop", name());
			settling().untilDown();
		}
		return List.of(instances(running, 0));
	}

	/**
	 * @param afresh whether the containers are made anew: a restart leaves them the
	 * environment that they were made with, whatever the files say by now
	 */
	List<Change> restart(String incarnation, boolean afresh) {
		List<Container> found = containers();
		boolean stillThat = incarnation != null && incarnation.equals(Standing.incarnation(found));
		if (stillThat && !this.run.planning()) {
			if (afresh) {
				change(found, "make anew " + incarnation, "up", "--detach", "--no-deps", "--force-recreate", "--scale",
						name() + "=" + found.size(), name());
			}
			else {
				change(found, "restart " + incarnation, "restart", name());
			}
		}
		awaitReady(found.size());
		return stillThat ? List.of(new Change("service " + name() + " containers", "as they run", "started anew"))
				: List.of();
	}

	List<Change> scale(int wanted) {
		List<Container> found = containers();
		boolean already = found.size() == wanted && running(found) == wanted;
		if (!already && !this.run.planning()) {
			change(found, "scale to " + wanted, "up", "--detach", "--no-deps", "--no-recreate", "--scale",
					name() + "=" + wanted, name());
		}
		awaitReady(wanted);
		return already ? List.of() : List.of(instances(running(found), wanted));
	}

	/**
	 * Changes it once in this run. When the host answers that it was done and everything
	 * is as it was found, it was done before that: somebody has undone it since, or the
	 * run was reset. It is then done once more.
	 */
	private void change(List<Container> found, String step, String... arguments) {
		change(operation(step), arguments);
		String before = Standing.incarnation(found);
		List<Container> now = containers();
		if (Objects.equals(before, Standing.incarnation(now)) && running(now) == running(found)) {
			change(operation(step + " from " + before), arguments);
		}
	}

	private void change(String operation, String... arguments) {
		this.project.change(operation, this.project.compose(arguments), this.workload.readyWithin().plus(DOCKER),
				FailureKind.NOT_READY);
	}

	private String operation(String step) {
		return DetachedOperation.name(this.run.runId(), this.workload.component() + " " + step);
	}

	private void awaitReady(int instances) {
		if (!this.run.planning()) {
			settling().untilReady(instances);
		}
	}

	private Settling settling() {
		return new Settling(this.project, "service " + name(), this::containers, this.workload.readyWithin());
	}

	private Change instances(int before, int after) {
		return new Change("service " + name() + " instances", Integer.toString(before), Integer.toString(after));
	}

	private static int running(List<Container> containers) {
		return (int) containers.stream().filter(Container::asked).count();
	}

	private String name() {
		return this.workload.name();
	}

}
