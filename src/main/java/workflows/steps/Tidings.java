package workflows.steps;

import activities.Messages;
import domain.people.Delivery;
import domain.people.Message;
import domain.people.Severity;
import domain.profile.PeopleProfile;
import domain.release.Artifact;
import domain.run.Run;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells people without making the procedure wait, and without ever failing it. */
public final class Tidings {

	private final Run run;

	private final PeopleProfile people;

	private final Words words;

	private final List<Promise<Delivery>> underWay = new ArrayList<>();

	Tidings(Run run, PeopleProfile people, Words words) {
		this.run = run;
		this.people = people;
		this.words = words;
	}

	/**
	 * Tells people something, once per key.
	 * @param key what it is about within the run
	 * @param template the message's template
	 * @param severity how urgent
	 * @param values the template's values
	 */
	public void tell(String key, String template, Severity severity, String topic, Map<String, String> values) {
		tell(key, template, severity, topic, values, List.of());
	}

	/** The same, with files for the channels that carry them. */
	void tell(String key, String template, Severity severity, String topic, Map<String, String> values,
			List<Artifact> files) {
		if (run.planning()) {
			return;
		}
		TreeMap<String, String> all = new TreeMap<>(values);
		all.putIfAbsent("system", run.system());
		all.putIfAbsent("procedure", run.procedure());
		all.putIfAbsent("component", run.component() == null ? "" : run.component());
		Message message = new Message(run, people, key, template, severity, topic, all, files);
		Messages messages = Steps.once(Messages.class, words.say("Tell people: %s", "Avisar as pessoas: %s", key));
		// Detached: an aborted or cancelled run still says what it began to say.
		Workflow.newDetachedCancellationScope(() -> underWay.add(Async.function(messages::sendMessage, message))).run();
	}

	/** Waits until everything was said or given up. */
	void settle() {
		for (Promise<Delivery> message : underWay) {
			// What could not be delivered is recorded by the step itself: it never fails
			// a procedure.
			message.handle((delivery, failure) -> delivery).get();
		}
		underWay.clear();
	}

}
