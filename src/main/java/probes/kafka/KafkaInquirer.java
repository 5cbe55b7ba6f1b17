package probes.kafka;

import domain.diagnosis.Filling;
import domain.diagnosis.Order;
import domain.diagnosis.Question;
import domain.diagnosis.Rows;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.probe.Surroundings;
import domain.profile.NamedQuery;
import domain.profile.StoreProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.stereotype.Component;
import probes.Causes;
import probes.Inquirer;
import probes.Places;
import secrets.Secrets;

/** Looks at topics, consumer groups and the newest messages; joins no group. */
@Component
class KafkaInquirer implements Inquirer {

	private final Secrets secrets;

	KafkaInquirer(Secrets secrets) {
		this.secrets = secrets;
	}

	@Override
	public NamedQuery.Kind kind() {
		return NamedQuery.Kind.KAFKA;
	}

	@Override
	public Rows ask(Question question, Surroundings around) throws InterruptedException {
		NamedQuery query = question.query();
		StoreProfile store = Places.store(query.store(), around);
		Order order = Order.of(query.text());
		String about = Filling.fill(order.argument(), question.values(), value -> value);
		Properties settings = KafkaSettings.of(store, query.within(), secrets);
		try {
			List<Map<String, Object>> rows = order.verb().equals("NEWEST")
					? new NewestMessages(settings, query).of(about) : administration(settings, order.verb(), about);
			return Rows.atMost(query.limit(), rows);
		}
		catch (ExecutionException failure) {
			throw sorted(store, failure.getCause());
		}
		catch (KafkaException failure) {
			throw sorted(store, failure);
		}
	}

	private static List<Map<String, Object>> administration(Properties settings, String verb, String about)
			throws ExecutionException, InterruptedException {
		Admin admin = Admin.create(settings);
		try {
			return new Administration(admin).ask(verb, about);
		}
		finally {
			admin.close(Duration.ZERO);
		}
	}

	/**
	 * Java counts a topic that is not there among what may pass: here it is an answer.
	 */
	private static RuntimeException sorted(StoreProfile store, Throwable failure) {
		String words = KafkaSettings.place(store) + ": " + Causes.words(failure);
		boolean unknown = failure instanceof org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
		if (unknown || !(failure instanceof RetriableException)) {
			return new PermanentFailure(FailureKind.PROFILE, words, failure);
		}
		return new PermanentFailure(FailureKind.NOT_READY, words, failure);
	}

}
