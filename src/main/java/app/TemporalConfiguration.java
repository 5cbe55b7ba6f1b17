package app;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What Holdfast adds to Temporal's own Spring Boot wiring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ TlsSettings.class, WorkerSettings.class })
class TemporalConfiguration {

	@Bean
	DataConverter mainDataConverter() {
		return Converters.standard();
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WorkerInterceptor failureMapping() {
		return new FailureMapping();
	}

	@Bean
	@Order(100)
	WorkerInterceptor heartbeatKeeper() {
		return new Heartbeats();
	}

	@Bean
	TemporalOptionsCustomizer<WorkflowImplementationOptions.Builder> failingTypes() {
		return FailureMapping::withFailingTypes;
	}

	@Bean
	TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> transportSecurity(TlsSettings settings) {
		return settings::applyTo;
	}

	/**
	 * Heartbeats leave at most a second late, because a watch is taken for dead after
	 * four without one; and they go on while the worker shuts down, because a running
	 * step has the grace period to finish.
	 */
	@Bean
	TemporalOptionsCustomizer<WorkerOptions.Builder> heartbeats() {
		return options -> options.setMaxHeartbeatThrottleInterval(Duration.ofSeconds(1))
			.setDefaultHeartbeatThrottleInterval(Duration.ofSeconds(1))
			.setAllowActivityHeartbeatDuringShutdown(true);
	}

}
