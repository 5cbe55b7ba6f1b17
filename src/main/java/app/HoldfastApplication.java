package app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker: polls the task queue and carries out the procedures. */
@SpringBootApplication(scanBasePackages = { "app", "activities", "systems", "targets", "stores", "monitors", "people",
		"ledger", "secrets", "probes" })
public class HoldfastApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(HoldfastApplication.class, arguments);
	}

}
