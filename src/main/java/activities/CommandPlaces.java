package activities;

import domain.failure.TransientFailure;
import domain.maintenance.CommandRequest;
import domain.profile.TargetProfile;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import org.springframework.stereotype.Component;
import targets.ClusterCommands;
import targets.HostCommands;

/** Runs the programs of routines where they run: in a Job, in a pod, on a host. */
@Component
class CommandPlaces {

	private static final int SHORT = 8;

	private final ClusterCommands clusters;

	private final HostCommands hosts;

	CommandPlaces(ClusterCommands clusters, HostCommands hosts) {
		this.clusters = clusters;
		this.hosts = hosts;
	}

	HostCommands.Said run(CommandRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		CompletableFuture<HostCommands.Said> said = new CompletableFuture<>();
		Thread running = Thread.ofVirtual().name("command of " + request.task()).start(() -> {
			try {
				said.complete(ask(request));
			}
			catch (Exception failure) {
				said.completeExceptionally(failure);
			}
		});
		try {
			return await(said, context);
		}
		finally {
			running.interrupt();
		}
	}

	private static HostCommands.Said await(CompletableFuture<HostCommands.Said> said,
			ActivityExecutionContext context) {
		while (true) {
			context.heartbeat(null);
			try {
				return said.get(1, TimeUnit.SECONDS);
			}
			catch (TimeoutException goesOn) {
				continue;
			}
			catch (ExecutionException failure) {
				if (failure.getCause() instanceof RuntimeException cause) {
					throw cause;
				}
				throw new TransientFailure("the command was ended: " + failure.getCause(), failure);
			}
			catch (InterruptedException stopping) {
				Thread.currentThread().interrupt();
				throw new TransientFailure("the worker is stopping", stopping);
			}
		}
	}

	private HostCommands.Said ask(CommandRequest request) throws InterruptedException {
		TargetProfile place = request.place();
		Duration within = request.within();
		if (place.kind() != TargetProfile.Kind.KUBERNETES) {
			return hosts.run(place, request.command().command(), within);
		}
		if (request.workload() != null) {
			return clusters.inPod(place, request.workload().name(), request.workload().container(),
					request.command().command(), within);
		}
		String run = request.run().runId();
		return clusters.inJob(place, request.task() + "-" + run.substring(0, Math.min(SHORT, run.length())),
				request.command().image(), request.command().command(), within);
	}

}
