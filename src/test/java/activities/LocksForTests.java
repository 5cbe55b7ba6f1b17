package activities;

import io.temporal.client.WorkflowClient;

/** The real lock activities, for tests of procedures in other packages. */
public final class LocksForTests {

	private LocksForTests() {
	}

	public static Locks on(WorkflowClient client) {
		return new LocksImpl(client);
	}

	/** Also for whoever asks without being a step. */
	public static Locks alone(WorkflowClient client) {
		return new LocksImpl(client, () -> {
		});
	}

}
