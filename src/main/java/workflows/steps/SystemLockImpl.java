package workflows.steps;

import activities.Locks;
import domain.gate.Decision;
import domain.lock.Lease;
import domain.lock.LockAnswer;
import domain.lock.LockRequest;
import io.temporal.failure.TemporalFailure;
import io.temporal.spring.boot.WorkflowImpl;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** Leases in a list, in the order in which they were granted. */
@WorkflowImpl(taskQueues = "operations")
public class SystemLockImpl implements SystemLock {

	private static final Logger log = Workflow.getLogger(SystemLockImpl.class);

	private final List<Lease> leases = new ArrayList<>();

	private long fence;

	@WorkflowInit
	public SystemLockImpl(State state) {
		if (state != null) {
			fence = state.fence();
			leases.addAll(state.leases());
		}
	}

	@Override
	public void keep(State state) {
		show();
		Workflow.await(() -> Workflow.getInfo().isContinueAsNewSuggested());
		Workflow.await(Workflow::isEveryHandlerFinished);
		Workflow.continueAsNew(new State(fence, leases));
	}

	@Override
	public LockAnswer acquire(LockRequest request) {
		Optional<Lease> own = own(request);
		if (own.isPresent()) {
			return new LockAnswer(true, own.get().fence(), null);
		}
		dropHoldersThatAreGone(request);
		if (request.preempts()) {
			Optional<Lease> emergency = inTheWay(request).stream().filter(Lease::urgent).findFirst();
			if (emergency.isPresent()) {
				return new LockAnswer(false, 0, emergency.get());
			}
			tellHoldersToAbort(request);
		}
		Workflow.await(request.patience(), () -> inTheWay(request).isEmpty());
		List<Lease> inTheWay = inTheWay(request);
		if (!inTheWay.isEmpty()) {
			return new LockAnswer(false, 0, inTheWay.get(0));
		}
		// A step that was repeated asks twice, and the other question may have been
		// answered first.
		own = own(request);
		if (own.isPresent()) {
			return new LockAnswer(true, own.get().fence(), null);
		}
		leases.add(new Lease(++fence, request.scope(), request.holder(), request.runId(), request.procedure(),
				request.reason(), request.shared(), Board.now(), request.preempts()));
		show();
		return new LockAnswer(true, fence, null);
	}

	@Override
	public boolean release(LockRequest request) {
		boolean held = leases.removeIf(lease -> heldBy(lease, request) && lease.scope().equals(request.scope()));
		show();
		return held;
	}

	@Override
	public List<Lease> leases() {
		return List.copyOf(leases);
	}

	private Optional<Lease> own(LockRequest request) {
		return leases.stream()
			.filter(lease -> heldBy(lease, request) && lease.scope().equals(request.scope()))
			.findFirst();
	}

	private List<Lease> inTheWay(LockRequest request) {
		return leases.stream()
			.filter(lease -> !heldBy(lease, request) && !lease.holder().equals(request.guestOf()))
			.filter(lease -> !lease.admits(request.scope(), request.shared()))
			.toList();
	}

	private static boolean heldBy(Lease lease, LockRequest request) {
		return lease.holder().equals(request.holder()) && lease.runId().equals(request.runId());
	}

	private void dropHoldersThatAreGone(LockRequest request) {
		for (Lease lease : inTheWay(request)) {
			Locks locks = Steps.safe(Locks.class, "Does " + lease.holder() + " still run?");
			if (!locks.holderLives(lease.holder(), lease.runId())) {
				log.warn("The holder {} of lease {} is gone: the lease is free", lease.holder(), lease.fence());
				leases.remove(lease);
			}
		}
	}

	private void tellHoldersToAbort(LockRequest request) {
		for (Lease lease : inTheWay(request)) {
			try {
				Workflow.newUntypedExternalWorkflowStub(lease.holder())
					.signal("abort", new Decision(null, request.holder(),
							request.procedure() + " needs the lock: " + request.reason()));
			}
			catch (TemporalFailure gone) {
				log.warn("The holder {} could not be told to abort", lease.holder(), gone);
			}
		}
	}

	private void show() {
		StringBuilder text = new StringBuilder();
		if (leases.isEmpty()) {
			text.append("Free.");
		}
		for (Lease lease : leases) {
			text.append("- `")
				.append(lease.scope())
				.append("` held by `")
				.append(lease.holder())
				.append("` (")
				.append(lease.procedure())
				.append(", lease ")
				.append(lease.fence())
				.append(") since `")
				.append(lease.since())
				.append("`: ")
				.append(lease.reason())
				.append('\n');
		}
		Workflow.setCurrentDetails(text.toString());
	}

}
