CREATE TABLE `a` (`id` int unsigned AUTO_INCREMENT) ENGINE=InnoDB;
