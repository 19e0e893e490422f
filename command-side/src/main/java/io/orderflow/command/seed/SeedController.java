package io.orderflow.command.seed;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the import of the first data is. */
@RestController
class SeedController {
    private final Seeder seeder;

    SeedController(Seeder seeder) {
        this.seeder = seeder;
    }

    @GetMapping("/admin/v1/seed")
    SeedProgress.View progress() {
        return seeder.progress();
    }
}
