package activities;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.profile.Preparation;
import domain.profile.TargetProfile;
import domain.profile.Traffic;
import domain.release.Changes;
import domain.run.Change;
import domain.site.PreparationRequest;
import domain.site.Resolved;
import domain.site.TrafficRequest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.spring.boot.ActivityImpl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import stores.Machine;
import stores.Machines;

/** Runs the profile's programs where it names them, and looks whether they did it. */
@Component
@ActivityImpl(taskQueues = "operations")
class SitesImpl implements Sites {

	private static final Duration LOOK = Duration.ofMinutes(1);

	private static final long PAUSE_MILLISECONDS = 1000;

	private final List<Machines> machines;

	SitesImpl(List<Machines> machines) {
		this.machines = machines;
	}

	@Override
	public Changes prepareSite(PreparationRequest request) {
		Preparation wanted = request.preparation();
		requireName(request.target());
		Machine machine = machine(request.target());
		if (machine.run(wanted.present(), LOOK).succeeded()) {
			return new Changes(List.of());
		}
		Change change = new Change(wanted.name() + " on " + machine.place(), "not so", "so");
		if (!request.run().planning()) {
			String name = ("prepare-" + request.run().runId() + "-" + wanted.name()).replaceAll("[^A-Za-z0-9-]", "-");
			demand(machine, wanted.name(), machine.runOnce(name, wanted.make(), wanted.within()));
			Machine.Said now = machine.run(wanted.present(), LOOK);
			if (!now.succeeded()) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED,
						"%s: '%s' was made so by %s, and %s ends with code %d all the same: %s".formatted(
								machine.place(), wanted.name(), wanted.make(), wanted.present(), now.exitCode(),
								now.lastWords()));
			}
		}
		return new Changes(List.of(change));
	}

	/** Packages and users are not put on whatever host answers at an address. */
	private static void requireName(TargetProfile target) {
		if (target.kind() != TargetProfile.Kind.KUBERNETES && target.hostName() == null) {
			throw new PermanentFailure(FailureKind.PROFILE,
					"target '%s' of recovery.site (%s) has no hostName: nothing is prepared on a host that was not named. Write what 'uname -n' prints there."
						.formatted(target.name(), target.host()));
		}
	}

	@Override
	public Changes switchTraffic(TrafficRequest request) {
		Traffic traffic = request.traffic();
		List<String> program = request.back() ? traffic.back() : traffic.forward();
		Change change = new Change("traffic of " + (traffic.host() == null ? request.run().system() : traffic.host()),
				request.back() ? "switched" : "as before", request.back() ? "as before" : "switched");
		if (program.isEmpty()) {
			return new Changes(List.of());
		}
		if (!request.run().planning()) {
			Machine machine = machine(request.target());
			demand(machine, "the switch of traffic", machine.run(program, traffic.within()));
		}
		return new Changes(List.of(change));
	}

	private static void demand(Machine machine, String what, Machine.Said said) {
		if (!said.succeeded()) {
			throw new PermanentFailure(FailureKind.CONFLICT, "%s: %s ended with code %d: %s".formatted(machine.place(),
					what, said.exitCode(), said.lastWords()));
		}
	}

	@Override
	public Resolved awaitName(TrafficRequest request) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		Instant deadline = Instant.now().plus(request.traffic().within());
		while (true) {
			Resolved now = resolved(request.traffic());
			if (now.wanted() || Instant.now().isAfter(deadline)) {
				return now;
			}
			context.heartbeat(now.addresses().toString());
			pause();
		}
	}

	private static Resolved resolved(Traffic traffic) {
		try {
			List<String> addresses = Arrays.stream(InetAddress.getAllByName(traffic.host()))
				.map(InetAddress::getHostAddress)
				.toList();
			return new Resolved(addresses, addresses.contains(traffic.address()));
		}
		catch (UnknownHostException unknown) {
			return new Resolved(List.of(), false);
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE_MILLISECONDS);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new TransientFailure("the worker stops", stopped);
		}
	}

	private Machine machine(TargetProfile target) {
		ActivityExecutionContext context = Activity.getExecutionContext();
		return Machines.of(machines, target, null, context::heartbeat);
	}

}
