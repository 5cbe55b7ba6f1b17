package ledger;

import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.GlobalDataConverter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/** Recording as it happens, and reading from Temporal what was not. */
@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

	/** Inside the mapping of failures: it sees the domain's own. */
	@Bean
	@Order(0)
	WorkerInterceptor evidenceInterceptor(EvidenceQueue queue, ObjectProvider<DataConverter> converters) {
		return new EvidenceInterceptor(queue, converter(converters));
	}

	/** Made when first used: neither Temporal nor the steps need to be there before. */
	@Bean
	SingletonSupplier<Reconciler> reconciler(ObjectProvider<WorkflowClient> clients,
			ObjectProvider<DataConverter> converters, ListableBeanFactory beans, EntryWriter writer,
			JdbcClient database, EvidenceQueue queue, LedgerSettings settings) {
		return SingletonSupplier.of(() -> new Reconciler(new TemporalExecutions(clients.getObject()),
				new HistoryReader(converter(converters).get(), stepTypes(beans)), writer, new Readings(database), queue,
				settings.rereadEvery(), Clock.systemUTC()));
	}

	@Bean
	Sweeper ledgerSweeper(SingletonSupplier<Reconciler> reconciler, Ledger ledger, LedgerSettings settings,
			JdbcClient database, PlatformTransactionManager transactions) {
		Thinning thinning = new Thinning(database, new TransactionTemplate(transactions), settings.keepUneventful(),
				Clock.systemUTC());
		return new Sweeper(reconciler, thinning, ledger, settings.sweepEvery());
	}

	@Bean
	LedgerEndpoint ledgerEndpoint(Ledger ledger, Sweeper sweeper, SingletonSupplier<Reconciler> reconciler) {
		return new LedgerEndpoint(ledger, sweeper, reconciler);
	}

	private static Supplier<DataConverter> converter(ObjectProvider<DataConverter> converters) {
		return SingletonSupplier.of(() -> converters.getIfAvailable(GlobalDataConverter::get));
	}

	/** The steps that this worker offers. */
	private static StepTypes stepTypes(ListableBeanFactory beans) {
		return stepTypes(Stream.of(beans.getBeanNamesForAnnotation(ActivityImpl.class)).map(beans::getType));
	}

	static StepTypes stepTypes(Stream<Class<?>> implementations) {
		return new StepTypes(implementations.map(POJOActivityImplMetadata::newInstance)
			.flatMap(implementation -> implementation.getActivityMethods().stream())
			.collect(Collectors.toMap(POJOActivityMethodMetadata::getActivityTypeName,
					POJOActivityMethodMetadata::getMethod)));
	}

}
