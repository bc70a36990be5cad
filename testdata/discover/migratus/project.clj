(defproject shop "1.0.0"
  :dependencies [[migratus "1.6.3"]]
  :migratus {:store :database})
